/**
 * The words and looks of every mail, in every language. It turns a row of the outbox into subject, text and HTML, and
 * refuses to know when a mail is due or how it travels.
 */
export { renderMail } from "./render-mail.js";
