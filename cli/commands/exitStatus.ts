/** What the exit status tells. */
export const exitStatus = {
  ok: 0,
  /** There are findings of the severity that --fail-on names, or above. */
  findings: 1,
  /** A detection did not find what its fixtures say, or has none. */
  failed: 1,
  /** A control of the benchmark has no detection. */
  uncovered: 1,
  /** What CloudTrail delivered is not all there, unaltered and loaded, or its digests do not prove it. */
  unreconciled: 1,
  /** A link of a stack's chain is not ok. */
  broken: 1,
  /** The command line, a detection, SQL or the database is wrong, or the machine too small; nothing was decided. */
  usage: 2,
  /** Something that may have held events could not be read, or there was no log file at all, or a rule not be imported, or a cloud not be asked. */
  incomplete: 3,
  /** Standard output or a report could not be written whole, whatever was found. */
  unwritten: 4,
  /** Stopped by Ctrl-C, as shells count it. */
  interrupted: 130,
  /** Whoever read standard output has gone before its end, as shells count SIGPIPE. */
  unread: 141,
} as const;

export const exitStatusHelp = `
Exit status:
  0    done; no findings at or above --fail-on, or --fail-on not given
  1    findings at or above --fail-on; of test, a case that fails;
       of coverage, a control without a detection; of reconcile, what is missing,
       altered, not loaded or not proved; of verify, a link that is not ok
  2    wrong command line, SQL, detections folder, fixtures or database, or too
       little memory or disk space
  3    something that may hold events could not be read (a missing path, a
       truncated file, …), no log file was found, a Sigma rule cannot be
       expressed, or verify could not ask; it is named, and all the rest was done
  4    standard output or the report could not be written whole (a full disk, …)
  130  stopped by Ctrl-C; a --db file keeps what was loaded until then
  141  standard output was closed before its end, as by "| head"`;
