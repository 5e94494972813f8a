using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Platform.Tests.Text;

internal sealed class ChoicesTests
{
    [Test]
    public void Every_value_of_every_choice_has_one_name_that_is_read_back()
    {
        using (Assert.EnterMultipleScope())
        {
            Check(ModeNames.Choices);
            Check(Outcomes.Names);
            Check(Strictnesses.Names);
            Check(ClockModes.Names);
            Check(ApplicationChoices.PushAuth);
            Check(ApplicationChoices.Status);
            Check(SwitchChoices.MobileWithoutArea);
            Check(SwitchChoices.UnboundSubscriptionId);
            Check(SwitchChoices.ExtendNumField);
            Check(SwitchChoices.SessionIdStyle);
            Check(SwitchChoices.AxeRebind);
            Check(SwitchChoices.ExtensionOrder);
        }
    }

    [Test]
    public void A_name_is_exact() => Assert.That(ModeNames.Choices.TryParse("axb", out _), Is.False);

    private static void Check<T>(Choices<T> choices)
        where T : struct, Enum
    {
        Assert.That(choices.Names, Is.Unique);
        Assert.That(choices.Names, Has.Count.EqualTo(Enum.GetValues<T>().Length));
        foreach (var value in Enum.GetValues<T>())
        {
            Assert.That(choices.TryParse(choices.NameOf(value), out var back) && back.Equals(value), Is.True, value.ToString());
        }
    }
}
