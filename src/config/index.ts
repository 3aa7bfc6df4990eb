/**
 * Reads the environment once, refuses to start on what is wrong or misspelt, and returns a frozen object.
 * It knows no other room, and no other room reads the environment.
 */
export { type AgentConfiguration, readAgentConfiguration } from "./agent-configuration.js";
export {
  type Configuration,
  ConfigurationError,
  type DatabaseLocation,
  databaseInWords,
  readConfiguration,
} from "./configuration.js";
export { isMacOf, type KeyRing, keyWithId, macOf } from "./key-ring.js";
export type { ListenAddress } from "./listen-address.js";
export { formatListenAddress, parseListenAddress } from "./listen-address.js";
export { type NameServer, parseNameServer } from "./name-server-setting.js";
export { makePrivateDirectory, makePrivateFile, narrowFile } from "./private-files.js";
export { newSecret, type ReadyConfiguration, readSecretFile, secretFileIn, withSecrets } from "./secrets.js";
export type { SmtpTls } from "./smtp-tls.js";
export { removeStaleSocket } from "./stale-socket.js";
export { isThisMachine } from "./this-machine.js";
