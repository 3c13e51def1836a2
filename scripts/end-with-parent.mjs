// Loaded into each process that supervise.ts starts: when the channel to it breaks, it is gone, killed perhaps,
// and nobody else would end this one.
if (process.channel) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
