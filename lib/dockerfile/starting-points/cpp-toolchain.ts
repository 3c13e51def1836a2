import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

export const cppToolchain: StartingPoint = {
  id: "cpp-toolchain",
  title: "C and C++ toolchain",
  summary: "Clang, LLD, CMake, Ninja, ccache, GDB and Valgrind, with Conan for libraries.",
  suggestedName: "cpp",
  teaches: [
    "One package a line, in alphabetical order: a version's diff shows at once what was added.",
    "The compiler is chosen once, by ENV: CMake and make pick it up without flags.",
    "A small program is compiled in the build: a broken toolchain never becomes an image.",
  ],
  dockerfile: String.raw`FROM codex-base:latest

ARG DEBIAN_FRONTEND=noninteractive

# clang and cmake are those of the Debian release. Where the major version matters, name it (clang-16): such
# names stay on the mirror as long as the release does, exact builds (clang-16=1:16.0.6-15~deb12u1) do not.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
      ccache \
      clang \
      clang-format \
      clang-tidy \
      cmake \
      g++ \
      gdb \
      lld \
      ninja-build \
      pkg-config \
      valgrind \
    && rm -rf /var/lib/apt/lists/*

ENV CC=clang \
    CXX=clang++ \
    CMAKE_GENERATOR=Ninja \
    CMAKE_C_COMPILER_LAUNCHER=ccache \
    CMAKE_CXX_COMPILER_LAUNCHER=ccache

# Conan in a venv of its own, pinned; only its command is put on PATH.
RUN python3 -m venv /opt/conan \
    && /opt/conan/bin/pip install --no-cache-dir conan==2.34.0 \
    && ln -s /opt/conan/bin/conan /usr/local/bin/conan \
    && conan --version

RUN printf '#include <iostream>\nint main() { std::cout << "ready\\n"; }\n' > /tmp/ready.cpp \
    && "$CXX" -std=c++20 -fuse-ld=lld /tmp/ready.cpp -o /tmp/ready \
    && /tmp/ready \
    && rm /tmp/ready /tmp/ready.cpp
`,
};
