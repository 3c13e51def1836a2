// For tests, loaded before a worker: its clock is an hour ahead, and is set a day back when it gets SIGUSR2.
const RealDate = Date;
let aheadMs = 3_600_000;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length > 0) super(...parts);
    else super(RealDate.now() + aheadMs);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
};

process.on("SIGUSR2", () => {
  aheadMs = -86_400_000;
});
