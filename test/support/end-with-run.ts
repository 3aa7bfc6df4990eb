// Vitest's main process may be killed; its workers, and with them the servers they started, would then live on.
process.once("disconnect", () => process.exit(1));
