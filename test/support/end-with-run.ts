// Vitest's main process may be killed; its workers, and with them the servers they started, would then live on.
const endProcess = () => process.exit(1);

// This is run for each test file, the process is the same.
if (!process.listeners("disconnect").some(({ name }) => name === endProcess.name)) {
  process.once("disconnect", endProcess);
}
