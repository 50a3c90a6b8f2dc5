"use strict";
globalThis.GatefoldVerify = { check, challenge, httpSource, fileSource, zipSource, makeCrypto };
