using CsCheck;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Messages;

public sealed class SmsPartsTests
{
    private static readonly TestCaseData[] Texts =
    [
        Case(Repeat("a", 1), 1, "1 a"),
        Case(Repeat("a", 160), 1, "160 a"),
        Case(Repeat("a", 161), 2, "161 a"),
        Case(Repeat("a", 306), 2, "306 a"),
        Case(Repeat("a", 307), 3, "307 a"),
        Case(Repeat("中", 70), 1, "70 中"),
        Case(Repeat("中", 71), 2, "71 中"),
        Case(Repeat("中", 134), 2, "134 中"),
        Case(Repeat("中", 135), 3, "135 中"),
        Case(Repeat("a", 69) + "中", 1, "69 a and one 中"),
        Case(Repeat("a", 70) + "中", 2, "70 a and one 中"),
        Case(Repeat("é", 160), 1, "160 é"),
        Case(Repeat("`", 160), 1, "160 `"),
        Case(Repeat("`", 70) + "é", 2, "70 ` and one é"),
        Case(Repeat("a", 143) + "[From13800000002]", 1, "143 a and what the platform adds"),
        Case(Repeat("a", 144) + "[From13800000002]", 2, "144 a and what the platform adds"),
        Case(Repeat("[", 79) + "é", 1, "79 [ and one é"),
        Case(Repeat("[", 80) + "é", 2, "80 [ and one é"),
        Case("é" + Repeat("[", 152), 2, "one é and 152 ["),
        Case("é" + Repeat("[", 153), 3, "one é and 153 ["),
        Case(Repeat("😀", 35), 1, "35 😀"),
        Case(Repeat("😀", 36), 2, "36 😀"),
        Case(Repeat("😀", 66), 2, "66 😀"),
        Case(Repeat("😀", 67), 3, "67 😀"),
    ];

    [TestCaseSource(nameof(Texts))]
    [Rule("sms.md §5", "160 characters of pure ASCII or of the GSM alphabet, or 153 a part, else 70 or 67; beside other than ASCII brackets and their like count two; nothing is torn between parts.", Inferred = true)]
    public void A_text_is_split_by_the_rules_of_3GPP(string text, int parts)
    {
        Assert.That(SmsParts.Count(text), Is.EqualTo(parts));
    }

    [Test]
    public void A_longer_text_never_has_fewer_parts_and_a_part_is_never_overfull()
    {
        Gen.String[Gen.Char["ab[€é 中`\uD83D"], 1, 500].Sample(text =>
        {
            var parts = SmsParts.Count(text);
            var ascii = text.All(char.IsAscii);
            var gsm = text.All(c => "ab[€é ".Contains(c));
            var size = text.Sum(c => !ascii && gsm && "[€".Contains(c) ? 2 : 1);
            var (single, part) = ascii || gsm ? (160, 153) : (70, 67);
            return SmsParts.Count(text + "a") >= parts
                && (size <= single ? parts == 1 : parts >= 2 && parts * part >= size && (parts - 1) * (part - 1) < size);
        });
    }

    private static TestCaseData Case(string text, int parts, string name) => new TestCaseData(text, parts).SetArgDisplayNames(name);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
