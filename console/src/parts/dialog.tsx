import { Modal } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";

interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Null where it stays until it is answered. */
  readonly onClose: (() => void) | null;
}

/** One at most, never from another. It locks no scrolling: that would write a style element. */
export function Dialog({ title, children, onClose }: DialogProps) {
  useFocusGivenBack();
  return (
    <Modal.Root
      opened
      centered
      lockScroll={false}
      closeOnClickOutside={onClose !== null}
      closeOnEscape={onClose !== null}
      onClose={onClose ?? (() => undefined)}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Modal.Title>{title}</Modal.Title>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** To where it was when the dialog came, or to the button of the menu in which it was. */
function useFocusGivenBack(): void {
  const [from] = useState(openedFrom);
  useEffect(
    () => () => {
      // Unless whatever follows has taken it meanwhile.
      setTimeout(() => {
        if (document.activeElement === document.body) from?.focus();
      });
    },
    [from],
  );
}

function openedFrom(): HTMLElement | null {
  const { activeElement } = document;
  const menu = activeElement?.closest("[role=menu]");
  if (menu) return document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`);
  return activeElement instanceof HTMLElement ? activeElement : null;
}
