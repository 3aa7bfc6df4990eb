import { Menu } from "@mantine/core";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { MenuChoice } from "./menu-choice.js";

interface ColumnsMenuProps {
  readonly columns: readonly { readonly id: string; readonly header: string }[];
  readonly hidden: readonly string[];
  readonly onToggle: (id: string) => void;
}

/** Which columns are shown; it stays open while several are chosen. */
export function ColumnsMenu({ columns, hidden, onToggle }: ColumnsMenuProps) {
  const { say } = useWords();
  return (
    <Menu position="top-end" closeOnItemClick={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button isSmall kind="quiet" icon="list">
          {say("consoleViews.columns")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map(({ id, header }) => {
          const isShown = !hidden.includes(id);
          return (
            <MenuChoice key={id} kind="checkbox" isOn={isShown} onChoose={() => onToggle(id)}>
              {header}
            </MenuChoice>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
