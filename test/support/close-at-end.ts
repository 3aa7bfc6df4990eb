import { afterAll } from "vitest";
import { runEndings } from "./end-of-file.js";

// Run for each test file, unlike the modules that the files share.
afterAll(runEndings);
