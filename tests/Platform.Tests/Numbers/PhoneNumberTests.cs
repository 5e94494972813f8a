using CsCheck;
using PhoneNumbers;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using Number = PrivateNumber.Emulator.Numbers.PhoneNumber;

namespace PrivateNumber.Emulator.Platform.Tests.Numbers;

internal sealed class PhoneNumberTests
{
    private static readonly PhoneNumberUtil Metadata = PhoneNumberUtil.GetInstance();

    [TestCase("+8613800000001", NumberKind.Mobile, null)]
    [TestCase("+8617000000001", NumberKind.Mobile, null)]
    [TestCase("+8619912345678", NumberKind.Mobile, null)]
    [TestCase("+8675528000001", NumberKind.Landline, "0755")]
    [TestCase("+867552800001", NumberKind.Landline, "0755")]
    [TestCase("+861066000001", NumberKind.Landline, "010")]
    [TestCase("+86106600001", NumberKind.Landline, "010")]
    [TestCase("+862166000001", NumberKind.Landline, "021")]
    [TestCase("+8695112345678", NumberKind.Landline, "0951")]
    [TestCase("+864001234567", NumberKind.Service, null)]
    [TestCase("+8695588", NumberKind.Service, null)]
    [TestCase("+8695012345", NumberKind.Service, null)]
    [Rule("axb.md §1.1", "A number is +86 with 11 digits of a mobile, or an area code without its 0 and 7 or 8 digits.")]
    public void A_number_in_the_global_format(string text, NumberKind kind, string? areaCode)
    {
        Assert.That(Number.TryParse(text, out var number), Is.True);
        Assert.That(number.Kind, Is.EqualTo(kind));
        Assert.That(number.AreaCode, Is.EqualTo(areaCode));
        Assert.That(number.CanBeBound, Is.EqualTo(kind != NumberKind.Service));
        Assert.That(number.ToString(), Is.EqualTo(text));
        Assert.That("+86" + number.Local, Is.EqualTo(text));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("+86")]
    [TestCase("13800000001")]
    [TestCase("8613800000001")]
    [TestCase("008613800000001")]
    [TestCase(" +8613800000001")]
    [TestCase("+8613800000001 ")]
    [TestCase("+86 13800000001")]
    [TestCase("+86138-0000-0001")]
    [TestCase("+861380000000")]
    [TestCase("+86138000000011")]
    [TestCase("+86１３８００００００１１")]
    [TestCase("+86075528000001")]
    [TestCase("+86755280000011")]
    [TestCase("+86755280000")]
    [TestCase("+864001234")]
    [TestCase("+868001234567")]
    [TestCase("+85213800000001")]
    [TestCase("+14155550100")]
    public void Anything_else_is_no_number(string? text)
    {
        Assert.That(Number.TryParse(text, out _), Is.False);
        if (text is not null)
        {
            Assert.That(Number.Verbatim(text).Kind, Is.EqualTo(NumberKind.Malformed));
            Assert.That(Number.Verbatim(text).Value, Is.EqualTo(text));
            Assert.That(() => Number.Parse(text), Throws.TypeOf<FormatException>());
        }
    }

    [Test]
    public void Numbers_are_equal_by_their_text()
    {
        Assert.That(Number.Parse("+8613800000001"), Is.EqualTo(Number.Verbatim("+8613800000001")));
        Assert.That(Number.Parse("+8613800000001"), Is.Not.EqualTo(Number.Parse("+8613800000002")));
    }

    [Test]
    public void Every_mobile_that_libphonenumber_knows_is_a_mobile() =>
        Gen.Select(Gen.Int[130, 199], Gen.Int[0, 99_999_999], (prefix, rest) => $"+86{prefix}{rest:D8}").Sample(text =>
        {
            if (TypeOf(text) == PhoneNumberType.MOBILE)
            {
                Assert.That(Number.Parse(text).Kind, Is.EqualTo(NumberKind.Mobile), text);
            }
        });

    [Test]
    public void Every_landline_that_libphonenumber_knows_is_a_landline_of_its_city() =>
        Gen.Select(Gen.Int[0, AreaCodes.All.Count - 1], Gen.Int[2, 8], Gen.Int[0, 9_999_999], Gen.Bool).Sample((area, first, rest, eight) =>
        {
            var code = AreaCodes.All.ElementAt(area);
            var text = eight ? $"+86{code[1..]}{first}{rest:D7}" : $"+86{code[1..]}{first}{rest / 10:D6}";
            if (TypeOf(text) == PhoneNumberType.FIXED_LINE)
            {
                Assert.That(Number.Parse(text).Kind, Is.EqualTo(NumberKind.Landline), text);
                Assert.That(Number.Parse(text).AreaCode, Is.EqualTo(code), text);
            }
        });

    [Test]
    public void No_text_at_all_throws() => Gen.String.Sample(text => { _ = Number.Verbatim(text).AreaCode; });

    private static PhoneNumberType TypeOf(string text)
    {
        try
        {
            return Metadata.GetNumberType(Metadata.Parse(text, null));
        }
        catch (NumberParseException)
        {
            return PhoneNumberType.UNKNOWN;
        }
    }
}
