/** What the tools of each packing made of `{"Records":[…]}` with one event, whose id is `x`. */
const made = {
  zstd: "KLUv/SSpBQQAwkcaGWDXA1DXQY9WNHLvH0zUcGXWgyaNzSIIAi5d1LXWsw9EvvyevcsnXz6jDfRnp+pl5LcJVS6u8DNa4Y1eCoXv2V6tCzNPnFE2Mj4iviGIQc/2axugiwhlz66wfcudXDnmzUGzX7Jw9aW5BwBVyUHHsCNcHFFkGEWCLrTlMJ9fL0XZ",
  bzip2:
    "QlpoOTFBWSZTWfGB7WMAAFKfgBAHfjAUJR0aLquf2iAAig0Ip6mm0mamZTEGmjQ2mQamiaMmgAAAAaGjM7+dY95AztoXJqGAiDaohdd/1dBvIWwN7IBVXhSGp44QDECZYRyJJ1EEv/MvqXb5K7Yhwb5Bphr61gMup8dGyjI0KggtYmkXsZ2m6w4cG2C8gobUoQzcKT7yVPcXckU4UJDxge1j",
  zip: "UEsDBBQAAAAIALeAel3tcJrFhQAAAKkAAAALAAAAbG9ncy9hLmpzb26rVgpKTc4vSilWsoquVkotS80rCUstKs7Mz1OyUjLUM7BU0oGIhmTmpgKFjAyMTHQNTHUNDEMMDawMQCgKpiQ4v7QoGaSo2FgvMTexKj8vsbxYLzk/F6bALxFshk9mcYlTaXJ2akkxUAaoJig1HWJhaqlueWpxia4hTIenC1C0Qqk2thYAUEsBAhQDFAAAAAgAt4B6Xe1wmsWFAAAAqQAAAAsAAAAAAAAAAAAAAKSBAAAAAGxvZ3MvYS5qc29uUEsFBgAAAAABAAEAOQAAAK4AAAAAAA==",
};

export const packed = {
  zstd: Buffer.from(made.zstd, "base64"),
  bzip2: Buffer.from(made.bzip2, "base64"),
  zip: Buffer.from(made.zip, "base64"),
};
