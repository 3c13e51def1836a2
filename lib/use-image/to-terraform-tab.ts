import { hasCommand, notesOf, portsOf, WORKSPACE } from "#lib/use-image/image-facts";
import { podName } from "#lib/use-image/to-kubernetes-tab";
import type { MakeTab } from "#lib/use-image/use-image-input";

/** `text` as a string of HCL, in which ${ and %{ would begin a template. */
const quoteHcl = (text: string) => JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");

/** A container by the docker provider; the digest decides when the image is pulled again. */
export const toTerraformTab: MakeTab = (input) => {
  const ports = portsOf(input).map(
    (port) => `
  ports {
    internal = ${port}
    external = ${port}
    ip       = "127.0.0.1"
  }
`,
  );
  const follows = input.follows !== null;
  const data = `data "docker_registry_image" "sandbox" {
  name = ${quoteHcl(input.reference)}
}

`;
  const text = `terraform {
  required_providers {
    docker = {
      source  = "kreuzwerker/docker"
      version = ">= 3.0, < 5.0"
    }
  }
}

# Reaches the engine that DOCKER_HOST names.
provider "docker" {}

${follows ? data : ""}resource "docker_image" "sandbox" {
  name          = ${follows ? "data.docker_registry_image.sandbox.name" : quoteHcl(input.reference)}
  pull_triggers = [${follows ? "data.docker_registry_image.sandbox.sha256_digest" : quoteHcl(input.digest)}]
  keep_locally  = true
}

resource "docker_container" "sandbox" {
  name        = ${quoteHcl(podName(input.image))}
  image       = docker_image.sandbox.image_id
  working_dir = "${WORKSPACE}"
  init        = true
  stdin_open  = true
  tty         = true
${hasCommand(input) ? "" : '  command     = ["sh"]\n'}
  mounts {
    type   = "bind"
    source = abspath(path.module)
    target = "${WORKSPACE}"
  }
${ports.join("")}}
`;
  return {
    id: "terraform",
    title: "Terraform",
    language: "hcl",
    files: [{ path: "main.tf", text }],
    notes: notesOf(
      input,
      follows
        ? "Each plan asks the registry which digest the tag has; a new one replaces the container."
        : "Another digest here pulls that image and replaces the container.",
      "Where the registry asks for credentials, give the provider a registry_auth block.",
    ),
  };
};
