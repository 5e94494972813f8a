using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Control;

/// <summary>The stand-in customer, who receives the pushes of an application that has no URLs.</summary>
internal static class CustomerApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "customer", static (call, map) => call.App(map["app"]), static (call, app) => app is not null
            ? Show(app)
            : ControlAnswer.Ok(new ItemList<CustomerView>([.. call.Worlds.All.Select(CustomerView.Of)]), ControlJson.Api.ItemListCustomerView)),
        ControlOperation.Of(
            "PUT",
            "customer",
            static (call, map) => (App: call.App(map.Required("app"))!, Answers: CustomerScript.Read(map.Required("answers"))),
            static (_, input) =>
            {
                lock (input.App.Gate)
                {
                    input.App.StandIn.Script(input.Answers);
                }

                return Show(input.App);
            }),
    ];

    private static ControlAnswer Show(World world) => ControlAnswer.Ok(CustomerView.Of(world), ControlJson.Api.CustomerView);
}

/// <summary>The answers that are left; the last of each list repeats.</summary>
internal sealed record CustomerView(string App, IReadOnlyDictionary<string, IReadOnlyList<ScriptedAnswerView>> Answers)
{
    public static CustomerView Of(World world)
    {
        lock (world.Gate)
        {
            return new CustomerView(
                world.Application.Name!,
                world.StandIn.Scripts.ToDictionary(
                    script => script.Key, script => (IReadOnlyList<ScriptedAnswerView>)[.. script.Value.Select(ScriptedAnswerView.Of)]));
        }
    }
}

internal sealed record ScriptedAnswerView(int Status, string Delay, string Body)
{
    public static ScriptedAnswerView Of(ScriptedAnswer answer) => new(answer.Status, Durations.Format(answer.Delay), answer.Body);
}
