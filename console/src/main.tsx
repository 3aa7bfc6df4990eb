import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Console } from "./console.js";
import { Away } from "./frame/away.js";
import { chosenScheme, showScheme } from "./frame/scheme.js";
import { arrive, takeEntryCode } from "./session/arrival.js";
import { createSession } from "./session/session.js";
import { firstLanguage, loadLanguage } from "./words/words.js";

const session = createSession();
showScheme(chosenScheme());
const code = takeEntryCode();
const [language, arrival] = await Promise.all([
  loadLanguage(firstLanguage()),
  // Without an answer nobody knows who is looking on.
  arrive(session, code).catch(() => null),
]);

const place = document.getElementById("app");
if (place === null) throw new Error("The page has no place for the console");
createRoot(place).render(
  <StrictMode>
    {arrival === null ? (
      <Away session={session} language={language} />
    ) : (
      <Console session={session} language={language} arrival={arrival} />
    )}
  </StrictMode>,
);
