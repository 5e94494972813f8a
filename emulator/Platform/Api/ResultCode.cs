namespace PrivateNumber.Emulator.Api;

/// <summary>One row of the master table: the code, its HTTP status and its exact text (result-codes.md).</summary>
internal sealed record ResultCode(string Code, int Status, string Text);

/// <summary>Every result code that the emulator can answer (auth.md §3, result-codes.md §2 and §3).</summary>
internal static class ResultCodes
{
    public static readonly ResultCode Success = new("0", 200, "Success");

    public static readonly ResultCode AuthorizationMissing = new("1023006", 400, "Authorization not contained in the HTTP header.");
    public static readonly ResultCode RealmMissing = new("1023007", 400, "realm not contained in Authorization.");
    public static readonly ResultCode ProfileMissing = new("1023008", 400, "profile not contained in Authorization.");
    public static readonly ResultCode RealmWrong = new("1023009", 400, "The value of realm in Authorization must be SDP.");
    public static readonly ResultCode ProfileWrong = new("1023010", 400, "The value of profile in Authorization must be UsernameToken.");
    public static readonly ResultCode TypeWrong = new("1023011", 400, "The value of type in Authorization must be app_key.");
    public static readonly ResultCode TypeMissing = new("1023012", 400, "type not contained in Authorization.");
    public static readonly ResultCode WsseSchemeMissing = new("1023013", 400, "WSSE not contained in Authorization.");
    public static readonly ResultCode XWsseMissing = new("1023026", 400, "X-WSSE not contained in the HTTP header.");
    public static readonly ResultCode WsseUsernameMissing = new("1023027", 400, "Username not contained in X-WSSE.");
    public static readonly ResultCode WsseNonceMissing = new("1023028", 400, "Nonce not contained in X-WSSE.");
    public static readonly ResultCode WsseCreatedMissing = new("1023029", 400, "Created not contained in X-WSSE.");
    public static readonly ResultCode WsseDigestMissing = new("1023030", 400, "PasswordDigest not contained in X-WSSE.");

    /// <summary>Only "The format of Creat" of the text was recovered; the rest is inferred.</summary>
    public static readonly ResultCode WsseCreatedFormat = new("1023031", 400, "The format of Created in X-WSSE is invalid.");
    public static readonly ResultCode XAkskMissing = new("1023033", 400, "HTTP header not found X-AKSK field.");
    public static readonly ResultCode AkskUsernameMissing = new("1023034", 400, "UserName not contained in X-AKSK.");
    public static readonly ResultCode AkskNonceMissing = new("1023035", 400, "Nonce not contained in X-AKSK.");
    public static readonly ResultCode AkskCreatedMissing = new("1023036", 400, "Created not contained in X-AKSK.");
    public static readonly ResultCode AkskDigestMissing = new("1023037", 400, "PasswordDigest not contained in X-AKSK.");
    public static readonly ResultCode AkskTokenMissing = new("1023038", 400, "UsernameToken not contained in X-AKSK.");

    public static readonly ResultCode InvalidDigest = new("1010010", 401, "Invalid digest.");
    public static readonly ResultCode TimeOutLimit = new("1010013", 401, "Time out limit.");

    public static readonly ResultCode InvalidRequest = new("1010002", 403, "Invalid request.");
    public static readonly ResultCode InvalidAppKey = new("1010003", 403, "Invalid app_key.");
    public static readonly ResultCode InvalidRestApi = new("1010006", 403, "Invalid Rest API.");
    public static readonly ResultCode AppKeyUnavailable = new("1010008", 403, "The status of the app_key is unavailable.");
    public static readonly ResultCode FlowControl = new("1010010", 403, "The flow control upper limit is reached on the platform.");
    public static readonly ResultCode SubscriberFrozen = new("1010029", 403, "The subscriber status is frozen.");
    public static readonly ResultCode AppKeyNotAllowed = new("1010040", 403, "The app_key is not allowed to invoke the API.");

    /// <summary>The text of AX bind; the other AX interfaces print <see cref="TheAccountDoesNotExist"/> (ax.md §14 no. 2).</summary>
    public static readonly ResultCode AccountDoesNotExist = new("1011001", 403, "Account does not exist.");
    public static readonly ResultCode TheAccountDoesNotExist = new("1011001", 403, "The account does not exist.");
    public static readonly ResultCode AxInsufficientNumbers = new("1011002", 403, "Insufficient number of resources.");
    public static readonly ResultCode UpperLimitOfNumbers = new("1011003", 403, "Exceeded the upper limit of resources that can be applied for.");
    public static readonly ResultCode NotAppliedForBinding = new("1011004", 403, "The number is not applied for binding application.");
    public static readonly ResultCode ResourceApplied = new("1011005", 403, "Resource has been applied.");

    public static readonly ResultCode NumberNotApplied = new("1012001", 403, "Resource of number is not to be applied.");
    public static readonly ResultCode RelationNotFound = new("1012007", 403, "The record does not exist.");
    public static readonly ResultCode InsufficientNumbers = new("1012008", 403, "Insufficient number of resources");
    public static readonly ResultCode MaximumExceeded = new("1012009", 403, "Maximum number of resources has been exceeded");

    /// <summary>AXB's text; AXE and AXYB print <see cref="NumberBound"/> (axb.md §9 no. 4).</summary>
    public static readonly ResultCode RelationNumberBound = new("1012010", 403, "The relation number has been bound.");

    /// <summary>The <c>$</c> stands for the number.</summary>
    public static readonly ResultCode NumberBound = new("1012010", 403, "The number $ has been bound.");
    public static readonly ResultCode RecordingNotOpen = new("1012012", 403, "Application does not open recording function");
    public static readonly ResultCode NumberStatusAbnormal = new("1012102", 403, "The number status is abnormal.");
    public static readonly ResultCode RecordDoesNotExist = new("1016001", 403, "The record does not exist.");
    public static readonly ResultCode RecordAlreadyExists = new("1016002", 403, "The record already exists.");
    public static readonly ResultCode IpNotInWhitelist = new("1020166", 403, "The app client ip is not in ip white list.");
    public static readonly ResultCode NoIdleExtendNumber = new("1020167", 403, "No idle extend Number.");
    public static readonly ResultCode AuthenticationLocked = new("1020176", 403, "Authentication failed, try again later");
    public static readonly ResultCode MaxBindTimes = new("1020182", 403, "The number succeeds the max bind times per day");

    public static readonly ResultCode InternalSystemError = new("1010001", 500, "Internal system error.");
    public static readonly ResultCode InternalError = new("1023001", 500, "Internal error.");
    public static readonly ResultCode ResponseTimeout = new("1023002", 500, "Response timeout.");
    public static readonly ResultCode StopParameterError = new("1020001", 500, "Parameter error.");
    public static readonly ResultCode StopInternalError = new("1020002", 500, "Internal error.");
    public static readonly ResultCode StopInvalidAppKey = new("1020150", 500, "The app_key is invalid.");
    public static readonly ResultCode InvalidSessionId = new("1020152", 500, "Invalid sessionId.");

    /// <summary>The code with the text that the operation prints: two codes have two (ax.md §14 no. 2, axb.md §9 no. 4).</summary>
    public static ResultCode PrintedBy(string operation, ResultCode code) => (code.Code, operation) switch
    {
        ("1011001", "ax.bind") => code with { Text = AccountDoesNotExist.Text },
        ("1012010", "axe.bind" or "axyb.bind") => code with { Text = NumberBound.Text },
        _ => code,
    };

    /// <summary>Codes that the platform is known to answer in states which the emulator does not have: a <c>resultCode</c> fault answers them.</summary>
    public static readonly IReadOnlyList<ResultCode> OnlyByFault =
    [
        // What some pages print for 1010008 (result-codes.md §2).
        new("1010004", 403, "The status of the app_key is unavailable."),
        new("1010021", 403, "Application unavailable."),
        new("1011006", 403, "Under traffic control status"),

        // 1012010 until May 2022 (platform.md).
        new("1013102", 403, "The extend number has been bound."),
    ];

    public static readonly IReadOnlyList<ResultCode> All =
    [
        Success, AuthorizationMissing, RealmMissing, ProfileMissing, RealmWrong, ProfileWrong, TypeWrong, TypeMissing, WsseSchemeMissing,
        XWsseMissing, WsseUsernameMissing, WsseNonceMissing, WsseCreatedMissing, WsseDigestMissing, WsseCreatedFormat, XAkskMissing,
        AkskUsernameMissing, AkskNonceMissing, AkskCreatedMissing, AkskDigestMissing, AkskTokenMissing, InvalidDigest, TimeOutLimit,
        InvalidRequest, InvalidAppKey, InvalidRestApi, AppKeyUnavailable, FlowControl, SubscriberFrozen, AppKeyNotAllowed,
        AccountDoesNotExist, TheAccountDoesNotExist, AxInsufficientNumbers, UpperLimitOfNumbers, NotAppliedForBinding, ResourceApplied,
        NumberNotApplied, RelationNotFound, InsufficientNumbers, MaximumExceeded, RelationNumberBound, NumberBound, RecordingNotOpen,
        NumberStatusAbnormal, RecordDoesNotExist, RecordAlreadyExists, IpNotInWhitelist, NoIdleExtendNumber, AuthenticationLocked,
        MaxBindTimes, InternalSystemError, InternalError, ResponseTimeout, StopParameterError, StopInternalError, StopInvalidAppKey,
        InvalidSessionId,
    ];
}
