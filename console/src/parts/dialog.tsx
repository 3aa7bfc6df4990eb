import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Null where it stays until it is answered. */
  readonly onClose: (() => void) | null;
}

/** One at most, never from another. It locks no scrolling: that would write a style element. */
export function Dialog({ title, children, onClose }: DialogProps) {
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
