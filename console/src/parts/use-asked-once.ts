import { useEffect, useRef, useState } from "react";

/** The answer to what is asked as the part is first shown, and never again; null until it is there. */
export function useAskedOnce<Answer>(ask: () => Promise<Answer | null>): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const first = useRef(ask);
  useEffect(() => {
    void first.current().then(setAnswer);
  }, []);
  return answer;
}
