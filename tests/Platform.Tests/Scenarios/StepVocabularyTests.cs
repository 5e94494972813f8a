using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class StepVocabularyTests
{
    [Test]
    public void Every_API_step_leads_to_an_operation_of_its_mode()
    {
        var leading = StepVocabulary.All.SelectMany(word => (word.Routes ?? new Dictionary<Mode, ApiRoute>()).Select(route => (word.Name, Mode: route.Key, Route: route.Value)));

        var astray = leading.Where(step => !PlatformOperations.All.Any(operation =>
            operation.Method == step.Route.Method && operation.Path == step.Route.Path && (operation.Mode ?? step.Mode) == step.Mode));

        Assert.That(astray, Is.Empty);
    }

    [TestCase(Mode.Ax, "calleeNumber", "bindY", "keys")]
    [TestCase(Mode.Axb, "modify", "bindY", "calleeNumber", "keys")]
    [TestCase(Mode.Axe, "keys", "bindY", "calleeNumber")]
    [TestCase(Mode.Axyb, "bindY", "modify", "calleeNumber", "keys")]
    [TestCase(Mode.X, "stopCall", "bind", "unbind", "modify", "query", "bindY", "calleeNumber", "keys")]
    public void A_mode_has_its_own_steps(Mode mode, string has, params string[] hasNot)
    {
        var names = StepVocabulary.All.Where(word => word.IsIn(mode)).Select(word => word.Name).ToList();

        Assert.That(names, Does.Contain(has));
        Assert.That(names.Intersect(hasNot), Is.Empty);
    }
}
