/** Bytes of a gigabyte as prices mean it. */
export const gigabyte = 1e9;

/**
 * Credits that Snowpipe costs per gigabyte of text, unpacked; files are free.
 * Source: Snowflake, "Snowpipe costs" and the Service Consumption Table.
 */
const snowpipeCreditsPerGigabyte = 0.0037;

/**
 * Credits that a warehouse needs to load a gigabyte of JSON, unpacked, from large files: 17.5 credits for the
 * 4.7 TB of STORE_SALES. Source: Snowflake's engineering blog, "Loading Terabytes Into Snowflake".
 */
const copyCreditsPerGigabyte = 0.0037;

/**
 * Small files that an X-Small warehouse opens in a second. An assumption: it reads eight at a time, and S3
 * answers in less than a tenth of a second.
 */
const filesPerSecond = 80;

/** Credits that an X-Small warehouse costs in an hour. Each larger size costs twice as much and works twice as fast. */
export const creditsPerHour = 1;

/** What is loaded. */
export interface Load {
  files: number;
  /** Bytes once unpacked. */
  unpacked: number;
}

/** Credits that a pipe costs. */
export function snowpipeCredits({ unpacked }: Load): number {
  return (unpacked / gigabyte) * snowpipeCreditsPerGigabyte;
}

/** Credits that a COPY costs on a warehouse of any size: CloudTrail's files are small, so opening them often decides. */
export function copyCredits({ files, unpacked }: Load): number {
  const opening = (files / filesPerSecond / 3600) * creditsPerHour;
  return Math.max(opening, (unpacked / gigabyte) * copyCreditsPerGigabyte);
}
