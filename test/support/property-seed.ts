import fc from "fast-check";
import { inject } from "vitest";

// Every property test draws from the seed that the run has printed; a failure says with which path it is found again.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: inject("seed") });
