// The rows of a list as people read them: a table at a desk, cards on a phone. In one language, or in both.
import type { Bilingual, Language } from "../api/types";
import { pick, tagOf } from "./bilingual";
import { CardCell, CardRow, Cards } from "./Cards";
import { TableFrame } from "./TableFrame";

interface Props {
  columns: string[];
  rows: Bilingual[][];
  /** The language to read in, where one is chosen; else both are shown. */
  language?: Language;
}

export function AnswerRows({ columns, rows, language }: Props) {
  return (
    <TableFrame>
      <Cards>
        <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, index) => (
            <CardRow key={index}>
              {row.map((text, place) => (
                <CardCell key={place} label={columns[place]}><Said text={text} language={language} /></CardCell>
              ))}
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

function Said({ text, language }: { text: Bilingual; language: Language | undefined }) {
  if (language !== undefined) {
    const { text: said, language: written } = pick(text, language);
    return <span lang={tagOf(written)}>{said || "—"}</span>;
  }
  if (text.zh === text.en || text.en === "") return <span>{text.zh || "—"}</span>;
  return <>{text.zh === "" ? null : <><span lang="zh-Hans">{text.zh}</span><br /></>}<span lang="en">{text.en}</span></>;
}
