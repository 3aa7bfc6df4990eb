import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Console } from "./console.js";
import { chosenScheme, showScheme } from "./frame/scheme.js";
import { createSession } from "./session/session.js";
import { firstLanguage, loadLanguage } from "./words/words.js";

const session = createSession();
showScheme(chosenScheme());
const [language, start] = await Promise.all([loadLanguage(firstLanguage()), session.start(location.search)]);

const place = document.getElementById("app");
if (place === null) throw new Error("The page has no place for the console");
createRoot(place).render(
  <StrictMode>
    <Console session={session} language={language} start={start} />
  </StrictMode>,
);
