import type { UseTab } from "#lib/use-image/schemas";
import { toAgentsTab } from "#lib/use-image/to-agents-tab";
import { toCodexCloudTab } from "#lib/use-image/to-codex-cloud-tab";
import { toComposeTab } from "#lib/use-image/to-compose-tab";
import { toDevContainerTab } from "#lib/use-image/to-dev-container-tab";
import { toDockerTab } from "#lib/use-image/to-docker-tab";
import { toGithubActionsTab } from "#lib/use-image/to-github-actions-tab";
import { toGitlabCiTab } from "#lib/use-image/to-gitlab-ci-tab";
import { toKubernetesTab } from "#lib/use-image/to-kubernetes-tab";
import { toShellTab } from "#lib/use-image/to-shell-tab";
import { toTerraformTab } from "#lib/use-image/to-terraform-tab";
import type { UseImageInput } from "#lib/use-image/use-image-input";

/** Returns the texts for every place that can start the image. */
export function listUseTabs(input: UseImageInput): UseTab[] {
  return [
    toDockerTab(input),
    toComposeTab(input),
    toDevContainerTab(input),
    toGithubActionsTab(input),
    toGitlabCiTab(input),
    toKubernetesTab(input),
    toTerraformTab(input),
    toShellTab(input),
    toCodexCloudTab(input),
    toAgentsTab(input),
  ];
}
