using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using OrderTaxi.Notices;
using OrderTaxi.Orders;
using OrderTaxi.PrivateNumbers;
using OrderTaxi.Pushes;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddProblemDetails();
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
    json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // a number starts with + and not with \u002B
});
builder.Services.AddPrivateNumbers(builder.Configuration);
builder.Services.AddNotices(builder.Configuration);
builder.Services.AddOrders();

var app = builder.Build();
app.UseExceptionHandler();
app.MapOrders();
app.MapPushes();
app.Run();
