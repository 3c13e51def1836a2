import { afterAll, inject } from "vitest";
import { createTestDatabase, dropTestDatabase, testDatabaseUrl } from "./test-database.ts";

// Before a test file's own imports: what it imports reads DATABASE_URL once.
process.env.BAKEHOUSE_TEST_SERVER ??= process.env.DATABASE_URL;
const name = await createTestDatabase(inject("templateDatabase"));
process.env.DATABASE_URL = testDatabaseUrl(name);
process.env.BAKEHOUSE_SECRET = "a-secret-for-tests-that-protects-nothing";
process.env.BAKEHOUSE_REGISTRY = process.env.BAKEHOUSE_TEST_REGISTRY;

afterAll(async () => {
  const [{ db }, { listener }, { closePrepared }, { flushAsks }] = await Promise.all([
    import("#lib/db"),
    import("#lib/live/listener"),
    import("#lib/prepared"),
    import("#lib/projects/count-asks"),
  ]);
  await flushAsks();
  await Promise.all([db.$disconnect(), listener().close(), closePrepared()]);
  await dropTestDatabase(name);
});
