using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>Reads an application, from a file or from a request of the control API.</summary>
internal static class ApplicationBinder
{
    public const int MostNumbers = 100_000;

    /// <param name="field">The application.</param>
    /// <param name="claims">What only one application can have.</param>
    /// <param name="current">The fields are changes of it, and what is left out stays; a null takes away what an application can be without.</param>
    /// <param name="place">Its place among all, which makes up its name where it is given none.</param>
    public static ApplicationOptions Bind(YamlField field, Claims claims, ApplicationOptions? current = null, int? place = null) => field.Map(map =>
    {
        var old = current ?? new ApplicationOptions { Mode = default };
        var mode = current is null ? map.Required("mode") : map["mode"];

        // Name, key and secret are made up where a new application is given none, and no application is without: a null changes nothing.
        var application = new ApplicationOptions
        {
            Name = map["name"].Value(Rules.Name, old.Name!),
            Mode = mode.Choice(ModeNames.Choices, old.Mode),
            AppKey = map["appKey"].Value(Rules.Key, old.AppKey!),
            AppSecret = map["appSecret"].Value(Rules.Key, old.AppSecret!),
            SpId = map["spId"].Value(Rules.SpId, old.SpId),
            StatusUrl = map["statusUrl"].Optional(Rules.UrlOrNull, old.StatusUrl),
            CallinUrl = map["callinUrl"].Optional(Rules.UrlOrNull, old.CallinUrl),
            FeeUrl = map["feeUrl"].Optional(Rules.UrlOrNull, old.FeeUrl),
            NumberStatusUrl = map["numberStatusUrl"].Optional(Rules.UrlOrNull, old.NumberStatusUrl),
            SmsNotifyUrl = map["smsNotifyUrl"].Optional(Rules.UrlOrNull, old.SmsNotifyUrl),
            SmsControlUrl = map["smsControlUrl"].Optional(Rules.UrlOrNull, old.SmsControlUrl),
            PushAuth = map["pushAuth"].Choice(ApplicationChoices.PushAuth, old.PushAuth),
            Recording = map["recording"].Flag(old.Recording),
            Sms = map["sms"].Flag(old.Sms),
            NumberStatusPush = map["numberStatusPush"].Flag(old.NumberStatusPush),
            ExtensionDigits = map["extensionDigits"].Integer(1, 4, old.ExtensionDigits),
            CollectRepeats = map["collectRepeats"].Integer(0, 3, old.CollectRepeats),
            MissingCallbackRecord = map["missingCallbackRecord"].Value(Rules.MissingCallbackRecord, old.MissingCallbackRecord),
            MemoryCallback = map["memoryCallback"].Flag(old.MemoryCallback),
            Frozen = map["frozen"].Flag(old.Frozen),
            Status = map["status"].Choice(ApplicationChoices.Status, old.Status),
            IpWhitelist = map["ipWhitelist"].List(item => item.Value(Rules.Network, default), old.IpWhitelist),
            RateLimit = map["rateLimit"].Optional(Rules.RateLimit, old.RateLimit),
            VoiceFiles = map["voiceFiles"].List(item => item.Value(Rules.VoiceFile, ""), old.VoiceFiles),
            Unreported = map["unreported"].List(item => item.Value(Rules.Bindable, ""), old.Unreported),
            Blacklist = map["blacklist"].List(item => item.Value(Rules.Party, ""), old.Blacklist),
            Numbers = map["numbers"].List(item => item.Map(number => Number(number, claims)), old.Numbers),
            Switches = map["switches"].Map(switches => SwitchTable.Read(switches, old.Switches)),
        };
        claims.Take("name", place is { } ordinal ? application.NameAt(ordinal) : application.Name, map["name"]);
        claims.Take("appKey", application.AppKey, map["appKey"]);
        return application;
    });

    public static NumberOptions Number(YamlMapReader map, Claims claims)
    {
        var number = new NumberOptions
        {
            Number = map["number"].Optional(Rules.Number),
            AreaCode = map.Required("areaCode").Value(Rules.AreaCode, ""),
            Count = map["count"].Integer(1, MostNumbers, 1),
            Sms = map["sms"].Flag(true),
        };
        claims.Take("number", number.Number, map["number"]);
        if (number is { Number: not null, Count: > 1 })
        {
            map["count"].Refuse("a count of a number that is given", "either number or count");
        }

        return number;
    }
}
