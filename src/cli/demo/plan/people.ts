import type { SampleDomain, Script } from "./tenants.js";

/** What stands before the @, and what people call them. */
export interface Person {
  readonly localPart: string;
  readonly name: string;
}

const PEOPLE: Readonly<Record<Script, readonly (readonly [localPart: string, name: string])[]>> = {
  LATIN: [
    ["anna", "Anna Berg"],
    ["ben", "Ben Baker"],
    ["clara", "Clara Dumont"],
    ["david", "David O’Neill"],
    ["emma", "Emma Söderström"],
    ["felix", "Felix Nováček"],
    ["greta", "Greta Łukasik"],
    ["hugo", "Hugo Peña"],
    ["ines", "Inês Gonçalves"],
    ["jonas", "Jónas Þórsson"],
    ["klara", "Klára Kovács"],
    ["leo", "Leo Müller-Weiß"],
  ],
  GREEK: [
    ["yiannis", "Γιάννης Παππάς"],
    ["eleni", "Ελένη Νικολάου"],
    ["nikos", "Νίκος Βλάχος"],
    ["sofia", "Σοφία Δήμου"],
    ["άννα", "Άννα Ρήγα"],
    ["kostas", "Κώστας Λάμπρου"],
    ["despina", "Δέσποινα Ζέρβα"],
    ["petros", "Πέτρος Σαρρής"],
    ["irini", "Ειρήνη Μάνου"],
    ["thanos", "Θάνος Καρράς"],
    ["maria", "Μαρία Φωτίου"],
    ["stavros", "Σταύρος Κοντός"],
  ],
  CYRILLIC: [
    ["dmitri", "Дмитрий Соколов"],
    ["olga", "Ольга Петрова"],
    ["ivan", "Иван Георгиев"],
    ["natalia", "Наталія Шевченко"],
    ["ольга", "Ольга Белова"],
    ["sergei", "Сергей Орлов"],
    ["milena", "Милена Јовановић"],
    ["pavel", "Павел Морозов"],
    ["yulia", "Юлия Волкова"],
    ["andrei", "Андрей Кузнецов"],
    ["svetlana", "Светлана Попова"],
    ["bojan", "Бојан Илић"],
  ],
  JAPANESE: [
    ["yuki", "佐藤 由紀"],
    ["haruto", "鈴木 陽翔"],
    ["sakura", "高橋 さくら"],
    ["ren", "田中 蓮"],
    ["山田", "山田 葵"],
    ["daichi", "伊藤 大地"],
    ["hina", "渡辺 陽菜"],
    ["sota", "中村 颯太"],
    ["mei", "小林 芽依"],
    ["takumi", "加藤 匠"],
    ["aoi", "吉田 碧"],
    ["kaito", "山本 海斗"],
  ],
  ARABIC: [
    ["layla", "ليلى حداد"],
    ["omar", "عمر خليل"],
    ["mariam", "مريم نصار"],
    ["youssef", "يوسف منصور"],
    ["سلمى", "سلمى قاسم"],
    ["karim", "كريم سعيد"],
    ["nour", "نور حسن"],
    ["tarek", "طارق عواد"],
    ["huda", "هدى شاهين"],
    ["samir", "سمير زيدان"],
    ["rania", "رانيا فارس"],
    ["ziad", "زياد بدران"],
  ],
  HEBREW: [
    ["yael", "יעל כהן"],
    ["noam", "נועם לוי"],
    ["tamar", "תמר מזרחי"],
    ["eitan", "איתן פרץ"],
    ["דנה", "דנה אברהם"],
    ["uri", "אורי ביטון"],
    ["shira", "שירה דהן"],
    ["amit", "עמית פרידמן"],
    ["michal", "מיכל אזולאי"],
    ["yonatan", "יונתן גבאי"],
    ["rivka", "רבקה שפירא"],
    ["gil", "גיל אוחיון"],
  ],
};

export function peopleOf({ script = "LATIN", offices = [] }: SampleDomain): Person[] {
  const people = PEOPLE[script].map(([localPart, name]) => ({ localPart, name }));
  const rooms = offices.map((localPart) => ({
    localPart,
    name: localPart.replace(/^./, (letter) => letter.toUpperCase()),
  }));
  return [...people, ...rooms];
}

/** Other addresses of a mailbox: what everybody expects of a domain, and a name written in another way. */
export function aliasesOf(domain: SampleDomain, index: number): string[] {
  if (index === 0) return [`info@${domain.name}`, `orders@${domain.name}`];
  if (index === 5 && domain.script === undefined) return [`press@${domain.name}`];
  return [];
}
