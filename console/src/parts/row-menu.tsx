import { Menu } from "@mantine/core";
import { useWords } from "../words/words.js";
import { IconButton } from "./button.js";
import { Icon, type IconName } from "./icon.js";

export interface RowAction {
  readonly label: string;
  readonly icon: IconName;
  readonly isHarmful?: boolean;
  readonly onSelect: () => void;
}

interface RowMenuProps {
  /** What the row is about, for whoever does not see it. */
  readonly about: string;
  readonly actions: readonly RowAction[];
}

export function RowMenu({ about, actions }: RowMenuProps) {
  const { say } = useWords();
  if (actions.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <IconButton icon="more" label={say("consoleList.moreFor", { what: about })} />
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ label, icon, isHarmful, onSelect }) => (
          <Menu.Item
            key={label}
            leftSection={<Icon name={icon} />}
            className={isHarmful ? "harmitem" : undefined}
            onClick={onSelect}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
