using Bogus;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Messages;

/// <summary>Texts as people write them, in three languages; what Bogus makes up is never compared with a file.</summary>
public sealed class PeoplesTextsTests
{
    [TestCase("zh_CN")]
    [TestCase("en")]
    [TestCase("ru")]
    [Rule("wire-facts.md 37", "Bodies are ASCII; whatever people write arrives unharmed.")]
    public async Task A_text_arrives_as_it_was_written_and_its_push_is_ASCII(string locale)
    {
        await using var emulator = await Sms.StartAxbAsync(application => application with { Switches = new Switches { SmsContent = true } });
        var faker = new Faker(locale) { Random = new Randomizer(42) };

        for (var i = 0; i < 20; i++)
        {
            var text = $"{faker.Name.FullName()}: {faker.Lorem.Sentence()} {faker.Address.StreetAddress()} 😀";
            var message = await emulator.SendAsync(Sms.A, text);

            Assert.That(message.ForwardedText, Is.EqualTo(text));
            Assert.That((string?)emulator.Events(message).Single()["smsContent"], Is.EqualTo(text));
        }

        Assert.That(emulator.Pushes().SelectMany(push => push.Body), Is.All.LessThan((byte)0x80));
    }
}
