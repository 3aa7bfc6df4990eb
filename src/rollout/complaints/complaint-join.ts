/** By what a complaint found its message, the surest first. */
export enum ComplaintJoin {
  TRACE = "TRACE",
  MESSAGE_ID = "MESSAGE_ID",
  QUEUE_ID = "QUEUE_ID",
  LOGIN = "LOGIN",
  REVERSE_PATH = "REVERSE_PATH",
}
