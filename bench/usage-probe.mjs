/**
 * Loaded before a program that a benchmark forks: tells it on request what the process has used of the
 * processor (seconds), and what is alive of its heap after a collection (bytes; needs --expose-gc).
 */
process.on('message', (what) => {
  const { user, system } = process.cpuUsage();
  if (what === 'heap') globalThis.gc?.();
  process.send?.({
    cpu: (user + system) / 1e6,
    heap: process.memoryUsage().heapUsed,
    resident: process.memoryUsage().rss,
  });
});
// A channel that is listened to would keep the program from ending.
process.channel?.unref();
