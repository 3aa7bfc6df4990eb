import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Console } from "./console.js";
import { Away } from "./frame/away.js";
import { chosenScheme, showScheme } from "./frame/scheme.js";
import { createSession } from "./session/session.js";
import { firstLanguage, loadLanguage } from "./words/words.js";

const session = createSession();
showScheme(chosenScheme());
const [language, start] = await Promise.all([
  loadLanguage(firstLanguage()),
  // Without an answer nobody knows who is looking on.
  session.start(location.search).catch(() => null),
]);

const place = document.getElementById("app");
if (place === null) throw new Error("The page has no place for the console");
createRoot(place).render(
  <StrictMode>
    {start === null ? (
      <Away session={session} language={language} />
    ) : (
      <Console session={session} language={language} start={start} />
    )}
  </StrictMode>,
);
