/// Sentences of languages with alphabets, from well-known books and sayings and of today.
enum AlphabetSentences {
  static let all = [
    "Call me Ishmael. Some years ago, never mind how long precisely, I thought I would sail about.",
    "It was the best of times, it was the worst of times, it was the age of wisdom.",
    "The naïve café owner's résumé mentioned a façade, a crêpe and Zoë's coöperation.",
    "How do I sort a list in place, and what does it cost? Sorting costs n log n comparisons.",
    "Habe nun, ach! Philosophie, Juristerei und Medizin durchaus studiert, mit heißem Bemühn.",
    "Als Gregor Samsa eines Morgens aus unruhigen Träumen erwachte, fand er sich verwandelt.",
    "Größere Übungen für Straßenbahnfahrer: Äpfel, Öl und Süßigkeiten kosten 12,50 Euro.",
    "Die Donaudampfschifffahrtsgesellschaft grüßt über Mühlbäche und schöne Häuser hinweg.",
    "Longtemps, je me suis couché de bonne heure. Parfois, à peine ma bougie éteinte, je dormais.",
    "L'été où l'œuvre fut achevée, les élèves français naïfs fêtèrent Noël à l'hôtel.",
    "Ça coûte très cher, dit le garçon ; mais où est-ce que vous habitiez l'année dernière ?",
    "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.",
    "Мой дядя самых честных правил, когда не в шутку занемог, он уважать себя заставил.",
    "Ёлка стояла у окна; ещё зелёный чай остывал, и район за рекой тонул в тумане.",
    "Їжак приїхав до Києва, а Ґалаґан згадав про свій обов’язок. Беларускі воўк і мядзведзь.",
    "Άνδρα μοι έννεπε, Μούσα, πολύτροπον, ος μάλα πολλά πλάγχθη, επεί Τροίης ιερόν έπερσεν.",
    "Ο άνθρωπος που ταξιδεύει μαθαίνει πολλά· η γλώσσα είναι το σπίτι του ανθρώπου.",
    "Η προϋπόθεση της εξαΰλωσης: ϊ, ΐ, ΰ και ώ στην οδό Αθηνών, ΟΔΟΣ ΕΛΕΥΘΕΡΊΑΣ.",
    "Trăm năm trong cõi người ta, chữ tài chữ mệnh khéo là ghét nhau.",
    "Không có gì quý hơn độc lập tự do. Tiếng Việt có rất nhiều dấu: ắ, ằ, ẵ, ễ, ợ, ữ.",
    "Đường phố Hà Nội mùa thu đẹp lắm, những hàng cây xanh mướt nghiêng mình bên hồ Gươm.",
    "Swift 6.2 was released in 2025; version 5.10 is older. See section 12.3 on page 1024.",
  ]
}
