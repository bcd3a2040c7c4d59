// Loaded into the command under test: its clock is set while the run is held, an hour back, then two ahead.
const real = Date.now;
let reads = 0;
Date.now = () => {
  reads += 1;
  const jump = reads < 40 ? 0 : reads < 120 ? -3_600_000 : 7_200_000;
  return real() + jump;
};
