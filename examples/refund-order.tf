resource "aws_sfn_state_machine" "refund" {
  name     = "refund-order"
  role_arn = aws_iam_role.refund.arn

  definition = <<-EOF
    {
      "Comment": "Pays an order back",
      "StartAt": "Pay back",
      "States": {
        "Pay back": {
          "Type": "Task",
          "Resource": "${aws_lambda_function.pay_back.arn}",
          "TimeoutSeconds": 60,
          "Next": "Tell costumer"
        },
        "Tell customer": {
          "Type": "Task",
          "Resource": "${aws_lambda_function.tell.arn}",
          "TimeoutSeconds": 60,
          "End": true
        }
      }
    }
  EOF
}
