import { notesOf, userOf } from "#lib/use-image/image-facts";
import { quoteYaml } from "#lib/use-image/quote";
import type { MakeTab } from "#lib/use-image/use-image-input";

/** A workflow of GitHub Actions whose job runs in the image. */
export const toGithubActionsTab: MakeTab = (input) => {
  const isRoot = userOf(input) === "root";
  const text = `name: Test
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    container:
      image: ${quoteYaml(input.reference)}
${isRoot ? "" : "      # The runner's own directories belong to root.\n      options: --user root\n"}    steps:
      - uses: actions/checkout@v4
      - name: Test
        run: make test
`;
  return {
    id: "github-actions",
    title: "GitHub Actions",
    language: "yaml",
    files: [{ path: ".github/workflows/test.yml", text }],
    notes: notesOf(
      input,
      "Put the project's own command in the place of make test.",
      "Where the registry asks for credentials, add credentials: with username and password from secrets below image:.",
      !isRoot && `The job runs as root, not as ${userOf(input)}: what GitHub mounts belongs to root.`,
    ),
  };
};
