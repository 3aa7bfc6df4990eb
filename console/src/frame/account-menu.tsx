import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { OWN_NAMES } from "../../../src/texts/own-names.js";
import { Icon } from "../parts/icon.js";
import { MenuChoice } from "../parts/menu-choice.js";
import { MenuGroup } from "../parts/menu-group.js";
import { areKeysOn, turnKeys } from "../parts/page-keys.js";
import { LANGUAGE_CODES, useWords } from "../words/words.js";
import { chooseScheme, chosenScheme, SCHEMES, type Scheme } from "./scheme.js";
import { ownScopePath } from "./scope.js";
import { useStanding } from "./viewer.js";

const SCHEME_WORDS = {
  auto: "consoleFrame.schemeAuto",
  light: "consoleFrame.schemeLight",
  dark: "consoleFrame.schemeDark",
} as const;

/** Who is signed in; language, colours, the way out. */
export function AccountMenu() {
  const words = useWords();
  const { say, code } = words;
  const { viewer, session } = useStanding();
  const [scheme, setScheme] = useState(chosenScheme);
  const [hasKeys, setKeys] = useState(areKeysOn);
  const switchKeys = () => {
    turnKeys(!hasKeys);
    setKeys(!hasKeys);
  };
  const choose = (next: Scheme) => {
    chooseScheme(next);
    setScheme(next);
  };
  const signOut = async () => {
    await session.signOut();
    location.assign("/console");
  };
  return (
    <Menu
      position="bottom-end"
      width={240}
      transitionProps={{ duration: 0 }}
      closeOnItemClick={false}
      // Within the head of the page, where its button is; and no place for the focus that is no entry.
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" className="who">
          <span className="ava" aria-hidden="true">
            {initialsOf(viewer.login)}
          </span>
          <span className="nm">
            <span className="vh">{say("consoleFrame.yourAccount")} </span>
            {viewer.login}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="key" />}
          closeMenuOnClick
          component={Link}
          to={`${ownScopePath(viewer)}/security`}
        >
          {say("consolePage.security")}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="help" />}
          closeMenuOnClick
          component={Link}
          to={`${ownScopePath(viewer)}/help`}
        >
          {say("consolePage.help")}
        </Menu.Item>
        <MenuGroup label={say("consoleFrame.language")}>
          {LANGUAGE_CODES.map((each) => (
            <MenuChoice
              key={each}
              kind="radio"
              isOn={each === code}
              lang={each}
              onChoose={() => words.setLanguage(each)}
            >
              {OWN_NAMES[each].name}
            </MenuChoice>
          ))}
        </MenuGroup>
        <MenuGroup label={say("consoleFrame.scheme")}>
          {SCHEMES.map((each) => (
            <MenuChoice key={each} kind="radio" isOn={each === scheme} onChoose={() => choose(each)}>
              {say(SCHEME_WORDS[each])}
            </MenuChoice>
          ))}
        </MenuGroup>
        <Menu.Divider />
        <MenuChoice kind="checkbox" isOn={hasKeys} onChoose={switchKeys}>
          {say("consoleFrame.keys")}
        </MenuChoice>
        <Menu.Item leftSection={<Icon name="back" />} onClick={() => void signOut()}>
          {say("consoleFrame.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initialsOf(login: string): string {
  const [first = "", second = ""] = (login.split("@")[0] ?? "").split(/[._+-]/);
  return `${first.slice(0, 1)}${second.slice(0, 1) || first.slice(1, 2)}`.toUpperCase();
}
