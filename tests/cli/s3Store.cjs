"use strict";

// A server that speaks S3, in a process of its own: the tokens of its pages need a cipher for which OpenSSL has to be
// asked when the process starts. It ends with the process that started it.
const S3rver = require("@20minutes/s3rver");

process.on("disconnect", () => process.exit());
void new S3rver(JSON.parse(process.argv[2])).run().then(({ port }) => process.send(port));
