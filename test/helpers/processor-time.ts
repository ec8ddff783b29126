/** Milliseconds that this process has kept processors busy: other programs on the machine do not slow that down. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
