import { Menu } from "@mantine/core";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";

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
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={isShown}
              leftSection={<span className="tick">{isShown && <Icon name="check" />}</span>}
              onClick={() => onToggle(id)}
            >
              {header}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
