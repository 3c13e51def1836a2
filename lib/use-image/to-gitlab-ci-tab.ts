import { notesOf } from "#lib/use-image/image-facts";
import { quoteYaml } from "#lib/use-image/quote";
import type { MakeTab } from "#lib/use-image/use-image-input";

/** A job of GitLab CI that runs in the image. */
export const toGitlabCiTab: MakeTab = (input) => {
  const hasEntrypoint = (input.config?.entrypoint?.length ?? 0) > 0;
  const text = [
    "test:\n  image:\n",
    `    name: ${quoteYaml(input.reference)}\n`,
    hasEntrypoint
      ? '    # The job brings its own shell script, which the image\'s entrypoint must not take.\n    entrypoint: [""]\n'
      : "",
    input.follows === null ? "    pull_policy: if-not-present\n" : "    pull_policy: always\n",
    "  script:\n    - make test\n",
  ].join("");
  return {
    id: "gitlab-ci",
    title: "GitLab CI",
    language: "yaml",
    files: [{ path: ".gitlab-ci.yml", text }],
    notes: notesOf(
      input,
      "Put the project's own commands in the place of make test.",
      "Where the registry asks for credentials, the project's variable DOCKER_AUTH_CONFIG holds them.",
    ),
  };
};
