using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.X;

/// <summary>Nothing is bound: the customer's server answers callin with the route of that one call (x-mode.md).</summary>
internal sealed class XMode(World world) : IMode, ISmsRouter
{
    public string ServiceType => "004";

    public bool CallinNamesBinding => false;

    public bool AsksCustomer => true;

    public int Count => 0;

    public CallerIdentity? Identify(PhoneNumber from, PhoneNumber x) => null;

    public Route Route(Call call) => throw new InvalidOperationException("Only the customer knows the route.");

    public Route RouteAnswer(Call call, PushReply reply) => XAnswer.Read(reply, world.Strictness, world.VoiceFiles) switch
    {
        XAnswer.Connect connect => new Route.Connect(LegOf(call, connect)),

        // One refused without a good answer has direction 2, one that was closed counts as attempted (decision D30).
        XAnswer.Close close => new Route.Refuse(EndCause.Stopped, Directions.FromA, UserData: close.UserData),
        XAnswer.Bad bad => new Route.Refuse(bad.Cause, UserData: bad.UserData),
        _ => throw new InvalidOperationException("There is no other answer."),
    };

    public SmsRoute RouteSms(PhoneNumber from, PhoneNumber x, string text) => new SmsRoute.Ask(Directions.FromA, Binding: null);

    public IEnumerable<JsonObject> Bindings() => [];

    public void Reset()
    {
    }

    private Leg LegOf(Call call, XAnswer.Connect connect)
    {
        var display = connect.DisplayCalleeNum ?? call.To;
        return new Leg
        {
            Callee = connect.CalleeNum,
            Display = display,
            EventCaller = display,
            Direction = Directions.FromA,
            UserData = connect.UserData,
            MaxDuration = connect.MaxDuration,
            Record = connect.RecordFlag,

            // Showing anything but X is ordered separately, for which there is no setting (x-mode.md §4.1).
            Forced = display == call.To ? world.CarrierInterception(call.From, connect.RecordFlag, connect.RecordHintTone) : EndCause.InterceptedByCarrier,
        };
    }
}
