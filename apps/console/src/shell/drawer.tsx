import { Button } from '@verdict/ui';
import { useEffect, useRef } from 'react';
import { Sections } from './section-links.tsx';
import { WhoIsHere } from './who-is-here.tsx';

export interface DrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The menu where there is no room for it beside the page. */
export function Drawer({ open, onClose }: DrawerProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      aria-label="Menu"
      onClose={onClose}
      className="bg-card border-line m-0 ml-auto h-dvh max-h-none w-72 max-w-[85vw] border-l p-4 shadow-xl backdrop:bg-black/40 open:flex open:flex-col open:gap-4"
    >
      {open && (
        <>
          <Button small className="self-end" onClick={onClose}>
            Close
          </Button>
          <nav aria-label="Sections">
            <Sections onFollow={onClose} />
          </nav>
          <div className="mt-auto pt-2">
            <WhoIsHere />
          </div>
        </>
      )}
    </dialog>
  );
}
