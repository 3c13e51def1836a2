// Loaded into each process that supervise.ts starts: when the channel to it breaks, it is gone, killed perhaps,
// and nobody else would end this one. Processes that this one forks load it too, and are not meant: their own
// channel must go on keeping them alive.
if (process.channel && process.ppid === Number(process.env.BAKEHOUSE_SUPERVISOR)) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
