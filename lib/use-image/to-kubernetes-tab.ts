import { hasCommand, notesOf, portsOf, userOf, WORKSPACE } from "#lib/use-image/image-facts";
import { quoteYaml } from "#lib/use-image/quote";
import type { MakeTab } from "#lib/use-image/use-image-input";

/** A label of RFC 1123 that is made from the image's name: what Kubernetes takes as a Pod's name. */
export function podName(name: string): string {
  const label = name.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  return label.slice(0, 63).replace(/^-+|-+$/g, "") || "sandbox";
}

/** A Pod that keeps the image's own command running, with no more rights than that needs. */
export const toKubernetesTab: MakeTab = (input) => {
  const user = userOf(input);
  const isNumber = /^[1-9]\d*$/.test(user);
  const ports = portsOf(input).map((port) => `        - containerPort: ${port}\n`);
  const text = [
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${quoteYaml(podName(input.image))}\n`,
    "spec:\n  restartPolicy: Never\n  automountServiceAccountToken: false\n",
    isNumber ? `  securityContext:\n    runAsNonRoot: true\n    fsGroup: ${user}\n` : "",
    "  containers:\n    - name: sandbox\n",
    `      image: ${quoteYaml(input.reference)}\n`,
    `      imagePullPolicy: ${input.follows === null ? "IfNotPresent" : "Always"}\n`,
    hasCommand(input) ? "" : '      command: ["sh"]\n',
    "      stdin: true\n      tty: true\n",
    `      workingDir: ${WORKSPACE}\n`,
    ...(ports.length > 0 ? ["      ports:\n", ...ports] : []),
    "      securityContext:\n        allowPrivilegeEscalation: false\n        seccompProfile:\n          type: RuntimeDefault\n",
    `      volumeMounts:\n        - name: workspace\n          mountPath: ${WORKSPACE}\n`,
    "  volumes:\n    - name: workspace\n      emptyDir: {}\n",
  ].join("");
  return {
    id: "kubernetes",
    title: "Kubernetes",
    language: "yaml",
    files: [{ path: "pod.yaml", text }],
    notes: notesOf(
      input,
      `kubectl apply -f pod.yaml, then kubectl attach -it ${podName(input.image)}.`,
      `${WORKSPACE} is empty and goes with the Pod; give it a claim where work must stay.`,
      user === "root" &&
        "The image runs as root inside its container. For runAsNonRoot, build it with a USER that is a number.",
      user !== "root" &&
        !isNumber &&
        `USER ${user} is a name, which Kubernetes cannot tell from root: runAsNonRoot needs a number.`,
      "Where the registry asks for credentials, add imagePullSecrets.",
    ),
  };
};
