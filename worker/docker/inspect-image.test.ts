import { expect, test } from "vitest";
import { inspectImage } from "#worker/docker/inspect-image";
import { buildToEnd, nonce, removeImage, testBase, testEngine } from "#worker/docker/test-engine";

const engine = testEngine();

test("what an image is", async () => {
  const base = await inspectImage(engine, await testBase(engine));
  const mark = nonce();
  const dockerfile = [
    `FROM ${await testBase(engine)}`,
    `ENV A=1 B="two words"`,
    `RUN : ${mark}; head -c 100000 /dev/zero > /zeros`,
    "WORKDIR /work",
    "USER nobody",
    "EXPOSE 9000/udp 80",
    'LABEL "a.b"="c d"',
    'ENTRYPOINT ["/bin/sh", "-c"]',
    'CMD ["echo hi"]',
  ];
  const { end, tag } = await buildToEnd(engine, { dockerfile: dockerfile.join("\n") });
  if (end.type !== "built") throw new Error(JSON.stringify(end));
  const image = await inspectImage(engine, end.imageId);
  expect(image).toMatchObject({
    imageId: end.imageId,
    config: {
      env: expect.arrayContaining(["A=1", "B=two words"]),
      entrypoint: ["/bin/sh", "-c"],
      cmd: ["echo hi"],
      user: "nobody",
      workdir: "/work",
      labels: { "a.b": "c d" },
      exposedPorts: ["80/tcp", "9000/udp"],
      platform: expect.stringMatching(/^linux\//),
    },
    layerCount: base.layerCount + 2,
  });
  expect(image.sizeBytes - base.sizeBytes).toBe(100_000);
  await removeImage(engine, tag);
});

test("an image that sets nothing", async () => {
  const { end, tag } = await buildToEnd(engine, { dockerfile: `FROM scratch\nCOPY Dockerfile /${nonce()}` });
  if (end.type !== "built") throw new Error(JSON.stringify(end));
  const { config, layerCount } = await inspectImage(engine, tag);
  expect(config).toMatchObject({
    entrypoint: null,
    cmd: null,
    user: "",
    workdir: "/",
    labels: {},
    exposedPorts: [],
  });
  expect(layerCount).toBe(1);
  await removeImage(engine, tag);
});
