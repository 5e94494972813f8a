using System.Text;
using System.Text.Json;
using CsCheck;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Json;

internal sealed class AsciiJsonEncoderTests
{
    [TestCase("+8613800000001", "+8613800000001")]
    [TestCase("<a href='x'>&`", "<a href='x'>&`")]
    [TestCase("a/b", "a/b")]
    [TestCase("\"\\", "\\\"\\\\")]
    [TestCase("\n\t\r", "\\n\\t\\r")]
    [TestCase("订单", "\\u8BA2\\u5355")]
    [TestCase("😀", "\\uD83D\\uDE00")]
    [TestCase("é", "\\u00E9")]
    [TestCase("\u007f", "\\u007F")]
    [TestCase("\0", "\\u0000")]
    [Rule("wire-facts.md 37", "Bodies are ASCII: what is beyond is escaped, and + stays +.")]
    public void A_text_is_written(string text, string expected) => Assert.That(Written(text), Is.EqualTo(expected));

    [Test]
    public void Every_text_is_ASCII_and_reads_back_as_it_was() => Gen.String[Gen.Char, 0, 40].Sample(text =>
    {
        // A lone surrogate is no text; the writer puts the replacement character.
        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var written = Written(valid);

        Assert.That(written, Has.All.Matches<char>(c => c is >= ' ' and <= '~'));
        Assert.That(JsonSerializer.Deserialize<string>($"\"{written}\""), Is.EqualTo(valid));
    });

    [Test]
    public void Long_texts_of_emoji_read_back()
    {
        var text = string.Concat(Enumerable.Repeat("😀订+", 5_000));

        Assert.That(JsonSerializer.Deserialize<string>($"\"{Written(text)}\""), Is.EqualTo(text));
    }

    private static string Written(string text)
    {
        var body = JsonSerializer.Serialize(new PlainAnswer(text, ""), PlatformJson.Wire.PlainAnswer);
        return body["{\"resultcode\":\"".Length..^"\",\"resultdesc\":\"\"}".Length];
    }
}
