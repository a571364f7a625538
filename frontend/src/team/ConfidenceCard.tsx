// On the page of an entry: that a confidential message waits, and nothing of what it says.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ownConfidencesQuery } from "../api/confidences";
import { Icon } from "../shell/icons";

export function ConfidenceCard({ number }: { number?: string }) {
  const { t } = useTranslation("confided");
  const { data } = useQuery(ownConfidencesQuery);
  const own = data?.confidences.filter((card) => number === undefined || card.number === number) ?? [];
  return own.map((card) => (
    <p key={card.id} className="note">
      <span><Icon name="lock" /> {number === undefined ? `${card.number}: ` : ""}{t(card.sealed ? "card.sealed" : "card.opened")} <Link to="/team/confidences/$confidence" params={{ confidence: card.id }}>{t("card.open")}</Link></span>
    </p>
  ));
}
