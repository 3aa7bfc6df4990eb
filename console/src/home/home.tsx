import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";

export default function Home() {
  const { say } = useWords();
  return <PageHead title={say("consolePage.home")} />;
}
