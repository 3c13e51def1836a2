import { CopyField } from "#components/ui/copy-field";

const COMPOSE = "docker compose up --detach --scale worker=3";
const CONTAINER = `docker run --detach --restart unless-stopped --network host \\
  --volume /var/run/docker.sock:/var/run/docker.sock \\
  --env DATABASE_URL=postgresql://USER:PASSWORD@DATABASE:5432/bakehouse \\
  --env BAKEHOUSE_SECRET=THE-SAME-AS-OF-THE-SITE \\
  --env BAKEHOUSE_REGISTRY=REGISTRY:5000 \\
  --env BAKEHOUSE_WORKER_NAME=$(hostname) \\
  --env BAKEHOUSE_WORKER_LABELS=gpu \\
  bakehouse-worker`;
const PROCESS = `export DATABASE_URL=postgresql://USER:PASSWORD@DATABASE:5432/bakehouse
export BAKEHOUSE_SECRET=THE-SAME-AS-OF-THE-SITE
export BAKEHOUSE_REGISTRY=REGISTRY:5000
export DOCKER_HOST=unix:///var/run/docker.sock
node worker/main.ts`;

/** Ready commands that start a worker, for each way in which Bakehouse runs. */
export function StartWorker() {
  return (
    <div className="flex flex-col gap-4 text-left">
      <CopyField label="More on the host of the Compose file" what="command for Compose" value={COMPOSE} />
      <CopyField
        label="On another host, as a container"
        what="command for a container"
        multiline
        value={CONTAINER}
      />
      <CopyField
        label="From the source, with Node.js 24"
        what="commands for a process"
        multiline
        value={PROCESS}
      />
      <p className="text-sm text-muted">
        It needs a Docker engine, the database, the registry and the site’s secret. It shows up here by itself
        under its name: who restarts under the same name is the same worker. Images ask for labels such as{" "}
        <code>gpu</code> in their settings.
      </p>
    </div>
  );
}
